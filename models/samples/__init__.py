"""The bundled generators, and the rooms they were trained on."""
