"""The border: all of the grader that the student's process ever sees. Nothing here is secret."""
