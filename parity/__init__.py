"""vizdesk against Hugging Face transformers: tiny random models of every family, run by both."""
