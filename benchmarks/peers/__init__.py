"""The graders that are measured on the same submissions, one a file."""
