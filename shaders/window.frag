// The finished picture on the window, turned as the display hangs.
uniform sampler2D picture;
uniform vec3 to_x;        // picture x = dot(to_x, (window x, window y from the bottom, 1)), in pixels
uniform vec3 to_y;        // picture y from the top, alike
uniform int is_one_to_one;  // each pixel of the window shows exactly one of the picture

out vec4 colour;

void main() {
  vec3 here = vec3(gl_FragCoord.xy, 1.0);
  vec2 at = vec2(dot(to_x, here), dot(to_y, here));
  colour = is_one_to_one != 0 ? texelFetch(picture, ivec2(floor(at)), 0) : texture(picture, at / vec2(textureSize(picture, 0)));
}
