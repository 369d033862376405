"""One kind of personal datum a file: each has `find`, from a `Reading` to findings. None of them keeps anything."""
