"""Trees of dicts, lists and tuples, whose leaves are all else."""


class TreeStructure:
    def __init__(self, tree):
        self.tree = tree

    def flatten_up_to(self, tree):
        return _flatten(self.tree, tree)

    def unflatten(self, leaves):
        return _rebuild(self.tree, iter(leaves))


def tree_structure(tree):
    return TreeStructure(tree)


def tree_leaves(tree):
    return _flatten(tree, tree)


def tree_map(function, tree, *rest):
    leaves = zip(*(_flatten(tree, each) for each in (tree, *rest)))
    return _rebuild(tree, (function(*each) for each in leaves))


def _flatten(structure, tree):
    if isinstance(structure, dict):
        assert structure.keys() == tree.keys()
        return [leaf for key in structure for leaf in _flatten(structure[key], tree[key])]
    if isinstance(structure, (list, tuple)):
        assert len(structure) == len(tree)
        return [leaf for pair in zip(structure, tree) for leaf in _flatten(*pair)]
    return [tree]


def _rebuild(structure, leaves):
    if isinstance(structure, dict):
        return {key: _rebuild(value, leaves) for key, value in structure.items()}
    if isinstance(structure, (list, tuple)):
        return type(structure)(_rebuild(value, leaves) for value in structure)
    return next(leaves)
