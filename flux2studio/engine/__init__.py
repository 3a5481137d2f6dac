"""The local engine: a process of its own, the only place for torch and diffusers."""
