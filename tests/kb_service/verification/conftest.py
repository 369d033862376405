"""Lets the tests of this room and of its checkers share `pieces`, each file being run alone or all together."""
