# The image of Wanderscope: a JRE, the libraries and the program as layers, run by an unprivileged user.
#
#   docker build -t wanderscope .                            builds the program in the image
#   docker build -t wanderscope --target prebuilt .          copies what ./wanderscope or mvn built in src/app/target
#   docker build -t wanderscope:gpu --target gpu .           with CUDA, for a machine with an NVIDIA GPU

FROM eclipse-temurin:17-jre AS base
RUN groupadd --gid 10001 wanderscope \
 && useradd --uid 10001 --gid wanderscope --home-dir /var/lib/wanderscope --create-home --shell /usr/sbin/nologin wanderscope
WORKDIR /var/lib/wanderscope
# Set JAVA_TOOL_OPTIONS for further options of Java.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Djava.awt.headless=true", "-Dwanderscope.home=/opt/wanderscope", "-cp", "/opt/wanderscope/classes:/opt/wanderscope/lib/*:/opt/wanderscope/libraries/*", "io.wanderscope.app.command.Wanderscope"]
CMD ["run", "--config", "/etc/wanderscope/wanderscope.properties"]

FROM base AS prebuilt-files
COPY src/app/target/lib /build/libraries
COPY src/app/target/classes /build/classes
COPY src/app/target/notices /build/notices
RUN mkdir /build/lib && mv /build/libraries/wanderscope-*.jar /build/lib/

FROM base AS prebuilt
COPY --from=prebuilt-files /build/libraries /opt/wanderscope/libraries
COPY --from=prebuilt-files /build/notices /opt/wanderscope/notices
COPY models/wanderscope.onnx /opt/wanderscope/models/
COPY --from=prebuilt-files /build/lib /opt/wanderscope/lib
COPY --from=prebuilt-files /build/classes /opt/wanderscope/classes
USER wanderscope

FROM maven:3.9-eclipse-temurin-17 AS source
WORKDIR /source
COPY . .
ARG MAVEN_PROFILES=""
# A build from outside may contain the other ONNX Runtime, and the class path would take in both.
RUN rm -rf src/app/target \
 && mvn -q -B ${MAVEN_PROFILES} -pl src/app -am package -Dmaven.test.skip.exec=true -Dspotless.check.skip=true \
 && mkdir -p /build/lib \
 && mv src/app/target/lib /build/libraries \
 && mv /build/libraries/wanderscope-*.jar /build/lib/ \
 && mv src/app/target/notices /build/notices \
 && mv src/app/target/classes /build/classes

FROM base AS wanderscope
COPY --from=source /build/libraries /opt/wanderscope/libraries
COPY --from=source /build/notices /opt/wanderscope/notices
COPY models/wanderscope.onnx /opt/wanderscope/models/
COPY --from=source /build/lib /opt/wanderscope/lib
COPY --from=source /build/classes /opt/wanderscope/classes
USER wanderscope

# With CUDA 12 and cuDNN 9 for ONNX Runtime; build with MAVEN_PROFILES=-Pgpu.
FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu24.04 AS gpu
# Java can name only the files that the locale's encoding can; the other image sets it.
ENV LC_ALL=C.UTF-8
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 wanderscope \
 && useradd --uid 10001 --gid wanderscope --home-dir /var/lib/wanderscope --create-home --shell /usr/sbin/nologin wanderscope
WORKDIR /var/lib/wanderscope
COPY --from=source /build/libraries /opt/wanderscope/libraries
COPY --from=source /build/notices /opt/wanderscope/notices
COPY models/wanderscope.onnx /opt/wanderscope/models/
COPY --from=source /build/lib /opt/wanderscope/lib
COPY --from=source /build/classes /opt/wanderscope/classes
USER wanderscope
# Set JAVA_TOOL_OPTIONS for further options of Java.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-Djava.awt.headless=true", "-Dwanderscope.home=/opt/wanderscope", "-cp", "/opt/wanderscope/classes:/opt/wanderscope/lib/*:/opt/wanderscope/libraries/*", "io.wanderscope.app.command.Wanderscope"]
CMD ["run", "--config", "/etc/wanderscope/wanderscope.properties"]

# The default: the program built in the image.
FROM wanderscope
