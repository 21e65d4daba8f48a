"""The part of the surface shader for what is more than plain paint, in GLSL 1.50.

Source: the material model of glTF 2.0 (appendix B): Cook and Torrance's microfacets with the
distribution of Trowbridge and Reitz (GGX), Smith's shadowing and Schlick's Fresnel. The sun is the
one light; what else is mirrored is guessed from the colours of the sky and the ground.
"""

LOOK, GLOW = "mrLook", "mrGlow"
NORMAL_MAP, ROUGH_MAP, GLOW_MAP = "mrNormalMap", "mrRoughMap", "mrGlowMap"

VERTEX_LOOK_DECLARE = f"""
in vec4 {LOOK};
in vec3 {GLOW};
out vec4 mrLookOut;
out vec3 mrGlowOut;
"""
VERTEX_LOOK_BODY = f"""
  mrLookOut = {LOOK};
  mrGlowOut = {GLOW};
"""

# Metallic, roughness, cutoff, unlit; and the glow, linear.
LOOK_DECLARE = """
in vec4 mrLookOut;
in vec3 mrGlowOut;
"""

# A normal map's direction in the local frame, from how place and uv run over the screen.
# Source: C. Schueler, "Normal Mapping Without Precomputed Tangents", ShaderX 5 (2006).
IMAGE_DECLARE = """
vec3 mrBent(vec3 n, vec2 uv, vec3 bump)
{
  vec3 acrossX = cross(dFdy(mrPlace), n);
  vec3 acrossY = cross(n, dFdx(mrPlace));
  vec3 along = acrossX * dFdx(uv).x + acrossY * dFdy(uv).x;
  vec3 upward = acrossX * dFdx(uv).y + acrossY * dFdy(uv).y;
  float most = max(dot(along, along), dot(upward, upward));
  float scale = inversesqrt(max(most, 1e-24));
  return normalize(along * (scale * bump.x) + upward * (scale * bump.y) + n * bump.z);
}
"""

# The file's own normals may look away from the viewer where the face does not.
LOOK_BEGIN = """
  vec3 mrFace = cross(dFdx(mrPlace), dFdy(mrPlace));
  if (dot(mrFace, mrToEye) < 0.0) { mrFace = -mrFace; }
  mrN = normalize(mrNormal);
  if (dot(mrN, mrFace) < 0.0) { mrN = -mrN; }
  float mrMetal = mrLookOut.x;
  float mrRough = mrLookOut.y;
  vec3 mrGlows = mrGlowOut;
"""

LOOK_IMAGE = f"""
  vec4 mrImage = texture(actortexture, tcoordVCVSOutput);
  if (mrImage.a < mrLookOut.z) {{ discard; }}
  if (mrLookOut.z <= 0.0) {{ mrSee = mrImage.a; }}
  mrColour *= mrLinear(mrImage.rgb);
  vec3 mrRougher = texture({ROUGH_MAP}, tcoordVCVSOutput).rgb;
  mrRough *= mrRougher.g;
  mrMetal *= mrRougher.b;
  mrGlows *= mrLinear(texture({GLOW_MAP}, tcoordVCVSOutput).rgb);
  mrN = mrBent(mrN, tcoordVCVSOutput, texture({NORMAL_MAP}, tcoordVCVSOutput).xyz * 2.0 - 1.0);
"""

# In place of plain paint's one line. The sun's colour holds the 1 / pi of both terms.
LOOK_PAINT = """
  if (mrLookOut.w < 0.5)
  {
    mrRough = clamp(mrRough, 0.06, 1.0);
    vec3 mrV = mrToEye / mrFar;
    float mrNV = clamp(dot(mrN, mrV), 0.02, 1.0);
    vec3 mrHeadOn = mix(vec3(0.04), mrColour, mrMetal);
    vec3 mrDirect = mrSun * (mrLit * mix(1.0, mrOpen, 0.45));
    vec3 mrPaint = mrColour * (1.0 - mrMetal) * (mrDirect + mrAround);
    if (mrLit > 0.0)
    {
      vec3 mrHalf = normalize(mrV + mrSunward);
      float mrNH = clamp(dot(mrN, mrHalf), 0.0, 1.0);
      float mrVH = clamp(dot(mrV, mrHalf), 0.0, 1.0);
      float mrA2 = mrRough * mrRough * mrRough * mrRough;
      float mrPeak = mrNH * mrNH * (mrA2 - 1.0) + 1.0;
      float mrK = (mrRough + 1.0) * (mrRough + 1.0) / 8.0;
      float mrShadowed = 4.0 * (mrNV * (1.0 - mrK) + mrK) * (mrSlant * (1.0 - mrK) + mrK);
      vec3 mrFresnel = mrHeadOn + (1.0 - mrHeadOn) * pow(1.0 - mrVH, 5.0);
      mrPaint += mrFresnel * mrDirect * min(mrA2 / (mrPeak * mrPeak * mrShadowed), 12.0);
    }
    vec3 mrBack = reflect(-mrV, mrN);
    vec3 mrAbove = mix(mrHorizon(mrBack.xy), mrSky, clamp(1.4 * mrBack.z, 0.0, 1.0));
    vec3 mrMirrored = mix(mrBounce, mrAbove, smoothstep(-0.2, 0.2, mrBack.z)) * mrOpen;
    vec3 mrGrazing = max(vec3(1.0 - mrRough), mrHeadOn) - mrHeadOn;
    vec3 mrGleam = mrHeadOn + mrGrazing * pow(1.0 - mrNV, 5.0);
    mrColour = mrPaint + mrMirrored * mrGleam * (1.0 - 0.4 * mrRough);
  }
  mrColour += mrGlows;
"""
