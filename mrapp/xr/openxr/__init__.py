"""The port of a headset filled by OpenXR. Importing `xr` takes a second: come in by `loader`."""
