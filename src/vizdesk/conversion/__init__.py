"""Published checkpoints → GGUF pairs, for families llama.cpp's own converter leaves out."""
