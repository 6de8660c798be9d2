"""Published arguments, computed: what the paper says, what the model says, and where they part."""
