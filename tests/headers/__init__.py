"""Every kind of page, scored by the engine of MDN's HTTP Observatory, over https on loopback."""
