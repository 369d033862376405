"""The published state of the index: immutable folders, one pointer, and their readers.

`build.build_edition` makes an edition, `shelf` lists, publishes and rolls back, `edition.Edition` reads one,
`follower.EditionFollower` serves whichever is current.
"""
