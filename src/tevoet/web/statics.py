"""Static files under names that change with what is in them, in the scripts that load them too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_LOADED = (
    r"""(?P<matched>(?P<before>\bfrom |\bimport |\bimport\(|\bnew URL\()"""
    r""""(?P<url>\.{1,2}/[\w/.-]+\.js)")""",
    '''%(before)s"%(url)s"''',
)


class Statics(CompressedManifestStaticFilesStorage):
    """Writes the changed names into modules: where they import one, or give a worker's address.

    Django can do this for imports alone, and stumbles over a comment in somebody else's script. A
    module's own name changes with those it loads, so each step of a chain of imports takes a pass.
    """

    max_post_process_passes = 12
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", (_LOADED,)))
