"""The text of the surface shader, in GLSL 1.50, in VTK's places for it."""

from enum import StrEnum

from mrapp.scene.shader_looks import (
    IMAGE_DECLARE,
    LOOK_BEGIN,
    LOOK_DECLARE,
    LOOK_IMAGE,
    LOOK_PAINT,
    VERTEX_LOOK_BODY,
    VERTEX_LOOK_DECLARE,
)


class Kind(StrEnum):
    """What a surface is made of, for its shader."""

    PLAIN = "plain"
    TEXTURED = "textured"
    LEAFY = "leafy"
    LAND = "land"
    LOOK = "look"
    LOOK_IMAGE = "look-image"
    CATCH = "catch"


LOOKS = (Kind.LOOK, Kind.LOOK_IMAGE)
"""Those that have numbers of their own for shine and glow (see `looks`)."""

STYLE = "mrStyle"
CARRY = "mrCarry"
"""The matrix from where corners are in their arrays to where they are seen, both local metres."""


VERTEX_DECLARE = f"""
uniform mat4 {CARRY};
out vec3 mrPlace;
out vec3 mrNormal;
"""

VERTEX_BODY = f"""
  mrPlace = ({CARRY} * vertexMC).xyz;
  mrNormal = mat3({CARRY}) * normalMC;
"""

_HASH = """
float mrHash(vec2 p)
{
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
"""

_COLOURS = """
// Screen colours to linear ones and back, by polynomials in c and in its roots: within 0.4 %,
// and several times as quick as pow() where the processor draws.
vec3 mrLinear(vec3 c) { return c * (c * (c * 0.305306 + 0.682171) + 0.012523); }

vec3 mrGamma(vec3 c)
{
  vec3 root = sqrt(max(c, 0.0));
  vec3 fourth = sqrt(root);
  return 0.585122 * root + 0.783140 * fourth - 0.368263 * sqrt(fourth);
}

// Bright values bend towards white instead of being cut off. A random part of one step of a
// screen colour is added: soft gradients show no bands.
vec3 mrScreen(vec3 c)
{
  const float knee = 0.62;
  vec3 bent = knee + (1.0 - knee) * (1.0 - exp(-(c - knee) / (1.0 - knee)));
  float grain = (mrHash(gl_FragCoord.xy) - 0.5) / 255.0;
  return mrGamma(mix(c, bent, step(vec3(knee), c))) + grain;
}

// What the horizon looks like in a level direction: warmer on the sun's side. The sky and the
// haze on far ground share it, so that they meet without a seam.
vec3 mrHorizon(vec2 way)
{
  vec2 sun = normalize(mrSunward.xy + vec2(1e-6, 0.0));
  float share = clamp(0.5 + 0.5 * dot(normalize(way + vec2(1e-6, 0.0)), sun), 0.0, 1.0);
  return mix(mrHaze, mrHazeSunward, share * share * share);
}
"""

# VTK declares the numbers, vectors and matrices itself (they are "custom uniforms"); samplers
# it cannot, so they stand here.
FRAGMENT_DECLARE = (
    _HASH
    + _COLOURS
    + """
in vec3 mrPlace;
in vec3 mrNormal;
uniform sampler2DShadow mrShadowNear;
uniform sampler2DShadow mrShadowFar;
uniform sampler2D mrRoofline;

// The share of sunlight that reaches a place, from one map.
// grade: how the surface itself runs away in depth across the map (receiver plane), so that
// no bias is needed that would move the shadow's edge.
float mrShadowTaps(sampler2DShadow map, vec3 q, vec2 grade, float texel, float slack)
{
  float bias = slack + 0.75 * texel * (abs(grade.x) + abs(grade.y));
  int n = int(mrTaps + 0.5);
  // A few taps show as steps along the edge; turned differently from pixel to pixel they do not.
  float grain = fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)));
  float turn = mrJitter * fract(52.9829189 * grain);
  mat2 turned = mat2(cos(turn), sin(turn), -sin(turn), cos(turn));
  float sum = 0.0;
  for (int i = 0; i < n; ++i)
  {
    for (int j = 0; j < n; ++j)
    {
      vec2 d = turned * (vec2(i, j) - 0.5 * float(n - 1)) * (texel * mrSpread);
      // What lies behind the map's box is lit unless something in the box shades it.
      sum += texture(map, vec3(q.xy + d, min(q.z + dot(grade, d) - bias, 1.0)));
    }
  }
  return sum / float(n * n);
}

// How deep a place lies inside a map: 0 at its rim, 1 from a twelfth inwards.
float mrInside(vec3 q)
{
  vec2 rim = min(q.xy, 1.0 - q.xy);
  return clamp(min(rim.x, rim.y) * 12.0, 0.0, 1.0);
}

vec2 mrGrade(vec3 n, float slant, float ratio)
{
  vec2 run = vec2(dot(n, mrLightRight), dot(n, mrLightUp)) / max(slant, 0.03);
  return clamp(run * ratio, -40.0, 40.0);
}

float mrSunlight(vec3 n, float slant)
{
  if (mrTaps < 0.5)
    return 1.0;
  vec3 near = (mrToNear * vec4(mrPlace, 1.0)).xyz;
  float share = mrInside(near);
  float lit = 0.0;
  if (share > 0.0)
  {
    vec2 grade = mrGrade(n, slant, mrNearRatio);
    lit = share * mrShadowTaps(mrShadowNear, near, grade, mrNearTexel, mrNearSlack);
  }
  if (share < 1.0)
  {
    vec3 far = (mrToFar * vec4(mrPlace, 1.0)).xyz;
    float known = mrInside(far);
    float other = 1.0;
    if (known > 0.0)
    {
      vec2 grade = mrGrade(n, slant, mrFarRatio);
      other = mix(1.0, mrShadowTaps(mrShadowFar, far, grade, mrFarTexel, mrFarSlack), known);
    }
    lit += (1.0 - share) * other;
  }
  return lit;
}

// The share of the sky that a place sees, guessed from the blurred height of what stands round
// it, at two widths.
float mrSkySeen(vec3 n)
{
  vec2 uv = (mrToRoofline * vec4(mrPlace, 1.0)).xy;
  vec4 around = texture(mrRoofline, clamp(uv, 0.0, 1.0));
  float narrow = clamp((around.r - mrPlace.z) / 5.0, 0.0, 1.0);
  float wide = clamp((around.g - mrPlace.z) / 16.0, 0.0, 1.0);
  return 1.0 - mrSkyShade * (0.42 * narrow + 0.34 * wide);
}

// A calm unevenness, so that bare ground gives the eye a hold: 0..1, neighbours blend.
float mrPatches(vec2 p)
{
  vec2 cell = floor(p);
  vec2 f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  float low = mix(mrHash(cell), mrHash(cell + vec2(1.0, 0.0)), f.x);
  float high = mix(mrHash(cell + vec2(0.0, 1.0)), mrHash(cell + vec2(1.0, 1.0)), f.x);
  return mix(low, high, f.y);
}
"""
)

_VERTEX_STYLE_DECLARE = f"""
in float {STYLE};
out float mrStyleOut;
"""
_VERTEX_STYLE_BODY = f"""
  mrStyleOut = {STYLE};
"""
_STYLE_DECLARE = """
in float mrStyleOut;
"""

_BEGIN = """
  vec3 mrToEye = mrEye - mrPlace;
  float mrFar = length(mrToEye);
  vec3 mrN = normalize(mrNormal);
  if (dot(mrN, mrToEye) < 0.0) { mrN = -mrN; }
  vec3 mrColour = mrLinear(vertexColorVSOutput.rgb);
  bool mrInTown = true;
  float mrSee = 1.0;
"""

_PATCHES = """
  if (mrPatchy > 0.5 && mrN.z > 0.8)
  {
    float near = clamp(1.0 - mrFar / 110.0, 0.0, 1.0);
    if (near > 0.0)
    {
      mrColour *= 1.0 + 0.09 * near * (mrPatches(mrPlace.xy / 2.3) - 0.5);
    }
  }
"""

_TEXTURED = """
  mrColour *= mrLinear(texture(actortexture, tcoordVCVSOutput).rgb);
"""

# Leaves: darker and lighter tufts, seen from near by.
_LEAFY = """
  if (mrPatchy > 0.5 && mrFar < 80.0)
  {
    float mrTufts = mrPatches(mrPlace.xy * 2.6 + mrPlace.z * vec2(1.9, -2.3)) - 0.5;
    mrTufts += mrPatches(mrPlace.yz * 4.3 + mrPlace.x * vec2(-2.7, 1.6)) - 0.5;
    mrColour *= 1.0 + 0.55 * (1.0 - mrFar / 80.0) * mrTufts;
  }
"""

# The land round the data is no court: nothing there sees less of the sky, and it shows no rim.
_LAND = """
  mrInTown = false;
"""

# Images of what exists step back a little, those of the plan come forward, warm and light.
_SUBDUED = """
  mrColour = 0.97 * mix(vec3(dot(mrColour, vec3(0.2126, 0.7152, 0.0722))), mrColour, 0.86);
"""
_FORWARD = """
  mrColour = min(mrColour * vec3(1.22, 1.14, 0.98) + vec3(0.030, 0.022, 0.006), vec3(1.0));
"""

# Proposals carry fine lines, ideas a broader hatch that lets the colour pale: status must not
# hang on colour alone. Lines fade where they would be finer than pixels. Over an image, and over
# a look that a file gives in full, they are a tint: that stays to be read.
_STYLED = """
  if (mrStyleOut > 0.5)
  {
    float idea = step(1.5, mrStyleOut);
    float period = mix(1.6, 2.4, idea);
    float along = dot(mrPlace, vec3(0.7071, 0.7071, 1.0)) / period;
    float wide = fwidth(along);
    float wave = abs(fract(along) - 0.5) * 2.0;
    float line = smoothstep(0.80 - wide, 0.80 + wide, wave) * clamp(1.5 - 3.0 * wide, 0.0, 1.0);
    vec3 pale = PALE;
    mrColour = mix(mrColour, mix(mrColour * 0.72, pale, idea), line * mix(0.5, PALED, idea));
  }
"""
_OVER_IMAGE = ("min(mrColour * 1.6 + 0.012, vec3(0.95))", "0.9")
_PALE = {
    Kind.TEXTURED: _OVER_IMAGE,
    Kind.LOOK_IMAGE: _OVER_IMAGE,
    Kind.LOOK: ("vec3(0.95)", "0.4"),
}
_PALE_PLAIN = ("vec3(0.95)", "0.75")

_LIGHT = """
  float mrSlant = dot(mrN, mrSunward);
  float mrLit = 0.0;
  if (mrSlant > 0.0 && mrSun.r > 0.0)
  {
    mrLit = mrSlant * mrSunlight(mrN, mrSlant) * smoothstep(0.0, 0.04, mrSlant);
  }
  float mrOpen = 0.92;
  if (mrSkyShade > 0.0)
  {
    mrOpen = mrInTown ? mrSkySeen(mrN) : 1.0;
  }
  // The sky is brighter on the sun's side: walls in the shade still differ from each other.
  vec2 mrSide = normalize(mrSunward.xy + vec2(1e-6, 0.0));
  vec2 mrAcross = vec2(-mrSide.y, mrSide.x);
  float mrSkyward = 1.0 + 0.16 * dot(mrN.xy, mrSide) + 0.07 * dot(mrN.xy, mrAcross);
  vec3 mrAround = mix(mrBounce, mrSky, 0.5 + 0.5 * mrN.z) * (mrOpen * mrSkyward);
"""

_PAINT = """
  // The sun dims a little in corners too: brick and leaves are rougher than the model.
  mrColour *= mrSun * mrLit * mix(1.0, mrOpen, 0.45) + mrAround;
"""

_AIR = """
  float mrWay = mrFar / mrHazeReach;
  float mrThick = 1.0 - exp(-mrWay * sqrt(mrWay));
  mrColour = mix(mrColour, mrHorizon(-mrToEye.xy), mrThick);
  gl_FragData[0] = vec4(mrScreen(mrColour), opacity * mrSee);
"""

# A surface that is not there itself: the ground in a camera's picture, on which shadows fall. How
# dark it is without any, such as close under a model, is its opacity.
_CATCH = """
  float mrDark = opacity;
  float mrFall = dot(mrN, mrSunward);
  if (mrFall > 0.0 && mrSun.r > 0.0)
  {
    mrDark = max(mrDark, 0.52 * (1.0 - mrSunlight(mrN, mrFall)) * smoothstep(0.0, 0.04, mrFall));
  }
  gl_FragData[0] = vec4(0.0, 0.0, 0.0, mrDark);
"""


def vertex(kind: Kind, styled: bool) -> tuple[str, str]:
    """Return the vertex shader's declarations and its body."""
    declare, body = VERTEX_DECLARE, VERTEX_BODY
    if kind in LOOKS:
        declare, body = declare + VERTEX_LOOK_DECLARE, body + VERTEX_LOOK_BODY
    if styled:
        declare, body = declare + _VERTEX_STYLE_DECLARE, body + _VERTEX_STYLE_BODY
    return declare, body


def declarations(kind: Kind, styled: bool) -> str:
    """Return the fragment shader's declarations."""
    parts = [FRAGMENT_DECLARE, _STYLE_DECLARE if styled else ""]
    parts += [LOOK_DECLARE] if kind in LOOKS else []
    return "".join(parts + ([IMAGE_DECLARE] if kind is Kind.LOOK_IMAGE else []))


def fragment(kind: Kind, styled: bool) -> str:
    """Return the fragment shader's body for one kind of surface."""
    if kind is Kind.CATCH:
        return _BEGIN + _CATCH
    tint = _FORWARD if styled else _SUBDUED
    # What a file says in full of the look of a design is shown as its maker meant it.
    subdued = "" if styled else _SUBDUED
    made_of = {
        Kind.PLAIN: _PATCHES,
        Kind.TEXTURED: _TEXTURED + tint,
        Kind.LEAFY: _LEAFY,
        Kind.LAND: _LAND + _PATCHES,
        Kind.LOOK: LOOK_BEGIN + subdued,
        Kind.LOOK_IMAGE: LOOK_BEGIN + LOOK_IMAGE + subdued,
    }
    paint = LOOK_PAINT if kind in LOOKS else _PAINT
    return _BEGIN + made_of[kind] + (_styled(kind) if styled else "") + _LIGHT + paint + _AIR


def _styled(kind: Kind) -> str:
    pale, paled = _PALE.get(kind, _PALE_PLAIN)
    return _STYLED.replace("PALED", paled).replace("PALE", pale)


VERTEX_SKY_DECLARE = """//VTK::PositionVC::Dec
out vec3 mrWayOut;
"""
VERTEX_SKY_BODY = """//VTK::PositionVC::Impl
  mrWayOut = vertexMC.xyz;
"""
SKY_DECLARE = "//VTK::Light::Dec\nin vec3 mrWayOut;\n" + _HASH + _COLOURS
SKY_BODY = """
  vec3 mrWay = normalize(mrWayOut);
  float mrUp = clamp(mrWay.z, 0.0, 1.0);
  float mrRise = (1.0 - exp(-mrUp * 4.2)) / (1.0 - exp(-4.2));
  vec3 mrSky = mix(mrHorizon(mrWay.xy), mrZenith, mrRise);
  float mrNear = clamp(dot(mrWay, mrSunward), 0.0, 1.0);
  float mrDisc = smoothstep(0.99983, 0.99992, mrNear);
  mrSky += mrGlow * (0.16 * pow(mrNear, 24.0) + 0.30 * pow(mrNear, 220.0) + 3.0 * mrDisc);
  gl_FragData[0] = vec4(mrScreen(mrSky), 1.0);
"""
