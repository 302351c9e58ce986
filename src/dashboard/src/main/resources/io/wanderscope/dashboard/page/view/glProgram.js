// A pair of shaders, with the places of its uniform variables.

export class GlProgram {
  // vertex, fragment: sources in GLSL ES 3
  constructor(gl, vertex, fragment) {
    this.gl = gl;
    this.program = gl.createProgram();
    this.attach(gl.VERTEX_SHADER, vertex);
    this.attach(gl.FRAGMENT_SHADER, fragment);
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`The shaders do not fit together: ${gl.getProgramInfoLog(this.program)}`);
    }
    this.places = new Map();
  }

  attach(type, source) {
    const { gl } = this;
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\nprecision highp float;\nprecision highp int;\n${source}`);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
      throw new Error(`A shader cannot be compiled: ${gl.getShaderInfoLog(shader)}`);
    }
    gl.attachShader(this.program, shader);
  }

  use() {
    this.gl.useProgram(this.program);
  }

  place(name) {
    if (!this.places.has(name)) {
      this.places.set(name, this.gl.getUniformLocation(this.program, name));
    }
    return this.places.get(name);
  }
}
