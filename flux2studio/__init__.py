"""A studio for artists who make pictures with FLUX.2 and their own LoRAs."""
