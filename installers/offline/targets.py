"""What a machine without network will be: its system and its Python."""

from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13")
# Debian 12 has glibc 2.36; a wheel made for an older one runs there too.
_GLIBC_MINOR = 36
_OLDEST_GLIBC_MINOR = 5


@dataclass(frozen=True)
class Target:
    """A kind of machine: `system` is "linux" or "windows", `python` such as "3.11"; 64 bits."""

    system: str
    python: str

    def platforms(self) -> list[str]:
        """Return the tags of wheels that run there, the best first (PEP 600)."""
        if self.system == "windows":
            return ["win_amd64"]
        minors = range(_GLIBC_MINOR, _OLDEST_GLIBC_MINOR - 1, -1)
        older = ("2014", "2010", "1")
        return [
            *(f"manylinux_2_{minor}_x86_64" for minor in minors),
            *(f"manylinux{year}_x86_64" for year in older),
        ]

    def environment(self) -> dict[str, str]:
        """Return what a marker in a list of requirements may ask of that machine (PEP 508)."""
        windows = self.system == "windows"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "win32" if windows else "linux",
        }
