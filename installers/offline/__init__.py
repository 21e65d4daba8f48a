"""Makes an archive that installs mrapp on a machine without network: `make offline`."""
