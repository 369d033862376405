"""With this file here, pytest puts the folder on the path: the tests of the checkers share `pieces`."""
