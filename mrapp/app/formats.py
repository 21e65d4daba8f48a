"""Which files hold models: the one list for every place where a person may choose one."""

MODEL_SUFFIXES = (".city.json", ".json", ".city.jsonl", ".jsonl", ".glb", ".gltf", ".obj")
"""How the files end that can be read: CityJSON, CityJSONSeq, glTF 2.0 and OBJ."""

MODEL_FORMATS = "CityJSON, glTF, OBJ"
"""What these formats are called."""
