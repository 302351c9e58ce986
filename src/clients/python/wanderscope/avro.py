"""Records as bytes: Avro, behind one of the two frames that Wanderscope's topics have. Needs fastavro.

Without a schema registry a value begins with C3 01 and the fingerprint of its schema (Avro's single-object encoding), with one it begins
with 00 and the schema's id there (Confluent's frame). The configuration of the whole installation says which, and clients must do the same.
"""

from __future__ import annotations

import base64
import io
import json
import urllib.error
import urllib.request
from importlib import resources
from typing import Any, Dict, Mapping, Optional, Protocol, Type
from urllib.parse import quote, urlsplit, urlunsplit

import fastavro
from fastavro.schema import fingerprint, to_parsing_canonical_form

from .records import Localisation, Position, Record

_SINGLE_OBJECT = b"\xc3\x01"
_CONFLUENT = b"\x00"
_HEADER_BYTES = {_SINGLE_OBJECT: 10, _CONFLUENT: 5}
_TIMEOUT = 10.0
_MOST_ANSWER_BYTES = 4 * 1024 * 1024


class WireError(Exception):
    """Bytes that are no record of the expected schema, or a registry that does not answer."""


def schema_text(name: str) -> str:
    """A schema of ``schemas/avro``, such as ``ParticlePosition``."""
    return (resources.files(__package__) / "schemas" / f"{name}.avsc").read_text("utf-8")


class Encoder:
    """Turns positions or localisations for one topic into values.

    :param registry: the schema registry, if the installation has one
    """

    def __init__(self, topic: str, record: Type[Record], registry: Optional[Registry] = None) -> None:
        text = schema_text({Position: "ParticlePosition", Localisation: "ParticleLocalisation"}[record])
        self._schema = fastavro.parse_schema(json.loads(text))
        self._names = [field["name"] for field in json.loads(text)["fields"]]
        self._header = single_object_prefix(text) if registry is None else _CONFLUENT + registry.id_of(f"{topic}-value", text).to_bytes(4, "big")

    def encode(self, record: Record) -> bytes:
        """The value of the Kafka record."""
        out = io.BytesIO()
        out.write(self._header)
        fastavro.schemaless_writer(out, self._schema, {name: getattr(record, name) for name in self._names})
        return out.getvalue()


class Decoder:
    """Turns values of one schema into dictionaries, whichever of the two frames they have.

    :param registry: the schema registry, if the installation has one
    """

    def __init__(self, name: str, registry: Optional[Registry] = None) -> None:
        text = schema_text(name)
        self._name = name
        self._reader = fastavro.parse_schema(json.loads(text))
        self._registry = registry
        self._writers: Dict[bytes, Any] = {single_object_prefix(text): self._reader}

    def decode(self, value: bytes) -> Mapping[str, Any]:
        """The fields of the record.

        :raises WireError: if it is no such record, or its schema cannot be had
        """
        size = _HEADER_BYTES.get(value[:2], _HEADER_BYTES.get(value[:1], 0))
        header = value[:size]
        if not header:
            raise WireError(f"a value that begins with {value[:2].hex()} has neither of the frames of Wanderscope's topics")
        writer = self._writers.get(header) or self._registered(header)
        try:
            fields: Any = fastavro.schemaless_reader(io.BytesIO(value[size:]), writer, self._reader)
        except Exception as error:  # fastavro raises whatever the bytes lead to.
            raise WireError(f"{len(value)} bytes are no {self._name}: {error!r}") from error
        return dict(fields)

    def _registered(self, header: bytes) -> Any:
        if header[:1] != _CONFLUENT:
            raise WireError(f"a {self._name} has the schema {header.hex()}, which this version of the client does not know; update it")
        if self._registry is None:
            raise WireError(f"a {self._name} has its schema in a registry; say which (registry=…)")
        writer = fastavro.parse_schema(json.loads(self._registry.schema(int.from_bytes(header[1:], "big"))))
        self._writers[header] = writer
        return writer


class Registry(Protocol):
    """Where schemas have numbers."""

    def id_of(self, subject: str, schema: str) -> int:
        """The id of a schema, which is registered if it is not there yet."""

    def schema(self, number: int) -> str:
        """The schema that has this id."""


class HttpRegistry:
    """A registry with Confluent's interface.

    :param url: such as ``http://localhost:8080/apis/ccompat/v7``, with ``user:password@`` if it asks for it
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url} is no address of a registry; it looks like http://localhost:8080/apis/ccompat/v7")
        host = parts.netloc.rpartition("@")[2]
        self._url = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        self._headers = {"Content-Type": "application/vnd.schemaregistry.v1+json"}
        if parts.username is not None:
            credentials = f"{parts.username}:{parts.password or ''}".encode()
            self._headers["Authorization"] = "Basic " + base64.b64encode(credentials).decode()

    def id_of(self, subject: str, schema: str) -> int:
        path = f"/subjects/{quote(subject, safe='')}"
        found = self._ask("POST", path, {"schema": schema}, may_lack=True)
        if found is None:
            self._ask("PUT", f"/config/{quote(subject, safe='')}", {"compatibility": "FULL_TRANSITIVE"}, may_lack=True)
            found = self._ask("POST", f"{path}/versions", {"schema": schema})
        return int((found or {})["id"])

    def schema(self, number: int) -> str:
        return str((self._ask("GET", f"/schemas/ids/{number}") or {})["schema"])

    def _ask(
        self, method: str, path: str, body: Optional[Mapping[str, str]] = None, may_lack: bool = False
    ) -> Optional[Mapping[str, Any]]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, self._headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
                answer: Mapping[str, Any] = json.loads(response.read(_MOST_ANSWER_BYTES))
                return answer
        except urllib.error.HTTPError as error:
            if may_lack and error.code in (404, 409):
                return None
            raise WireError(f"the schema registry answered {error.code} to {method} {self._url}{path}: {_said(error)}") from error
        except (OSError, ValueError) as error:
            raise WireError(f"the schema registry did not answer {method} {self._url}{path}: {error}") from error


def _said(error: urllib.error.HTTPError) -> str:
    with error:
        return error.read(1_000).decode("utf-8", "replace")


def single_object_prefix(schema: str) -> bytes:
    """The ten bytes that a value of this schema begins with in Avro's single-object encoding."""
    canonical = to_parsing_canonical_form(json.loads(schema))
    return _SINGLE_OBJECT + bytes.fromhex(fingerprint(canonical, "CRC-64-AVRO"))
