// What the graphics card runs, in GLSL ES 3. Positions come in pixels of the page.

const ON_SCREEN = `
uniform vec2 size; // of the field, in pixels of the page
vec4 onScreen(vec2 position) {
  return vec4(2.0 * position.x / size.x - 1.0, 1.0 - 2.0 * position.y / size.y, 0.0, 1.0);
}
`;

// Each instance is a segment of a path, drawn as a rectangle. The texture has a row for each chunk and a column for each of
// its paths: colour (255: by saliency), opacity, and the low and the high byte of the number of points dropped.
export const PATH_VERTEX = `${ON_SCREEN}
uniform highp usampler2D paths;
uniform vec3 palette[64];
uniform int withoutSaliency; // place in the palette; the first level of saliency is the next
uniform int row;
uniform vec2 shift;
uniform float scale;
uniform float halfWidth;
uniform float pixel; // of the screen
layout(location = 0) in vec4 ends;
layout(location = 1) in uint about; // column, level, and in the high bytes the number of the point at the end
out vec4 colour;
out float across;

void main() {
  uvec4 path = texelFetch(paths, ivec2(int(about & 255u), row), 0);
  uint level = (about >> 8) & 255u;
  uint age = ((about >> 16) - (path.b | (path.a << 8)) - 1u) & 65535u;
  vec2 from = ends.xy * scale + shift;
  vec2 to = ends.zw * scale + shift;
  float span = length(to - from);
  vec2 along = span > 0.0 ? (to - from) / span : vec2(1.0, 0.0);
  vec2 end = (gl_VertexID & 2) == 0 ? from - 0.25 * along : to + 0.25 * along;
  across = ((gl_VertexID & 1) == 0 ? 1.0 : -1.0) * (halfWidth + 0.5 * pixel);
  bool isShown = path.g > 0u && age < 32768u;
  gl_Position = isShown ? onScreen(end + across * vec2(-along.y, along.x)) : vec4(2.0, 2.0, 2.0, 1.0);
  int bySaliency = level == 255u ? withoutSaliency : withoutSaliency + 1 + int(level);
  colour = vec4(palette[path.r == 255u ? bySaliency : int(path.r)], float(path.g) / 255.0);
}
`;

export const PATH_FRAGMENT = `
uniform float halfWidth;
uniform float pixel;
in vec4 colour;
in float across;
out vec4 drawn;

void main() {
  float coverage = min(1.0, (halfWidth - abs(across)) / pixel + 0.5);
  float alpha = colour.a * max(0.0, coverage);
  drawn = vec4(colour.rgb * alpha, alpha);
}
`;

// Each instance is a marker: a square of the atlas, in which the markers stand in a row.
export const MARKER_VERTEX = `${ON_SCREEN}
uniform float side; // of the square, in pixels of the page
uniform float sprites; // in the atlas
layout(location = 0) in vec4 marker; // place x and y, number of the sprite, opacity
out vec2 place;
out float opacity;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = onScreen(marker.xy + (corner - 0.5) * side);
  place = vec2((marker.z + corner.x) / sprites, corner.y);
  opacity = marker.w;
}
`;

export const MARKER_FRAGMENT = `
uniform sampler2D atlas;
in vec2 place;
in float opacity;
out vec4 drawn;

void main() {
  drawn = texture(atlas, place) * opacity;
}
`;
