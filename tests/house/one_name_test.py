# SPDX-License-Identifier: Apache-2.0
# A class has one definition.  Two of one name in two files are a program without a meaning: the linker keeps either's functions, and
# says nothing.

import collections
import re
import unittest

import tree

TYPE = re.compile(r"^(?:template <[^\n]*>\s*)?(?:class|struct|union|enum(?: class)?) (\w+)(?: final)?(?: :[^\n{;]*)? \{", re.MULTILINE)
HIDDEN = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.MULTILINE | re.DOTALL)
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{$", re.MULTILINE)


def definitions(text):
    """Names of the types that a file defines where other files could see them, with their namespace."""
    shown = HIDDEN.sub("", text)
    for found in TYPE.finditer(shown):
        around = NAMESPACE.findall(shown[:found.start()])
        yield (around[-1] if around else "", found.group(1))


class OneName(unittest.TestCase):
    def test_every_type_is_defined_once(self):
        places = collections.defaultdict(set)
        for path in tree.files(".h") + tree.files(".cpp"):
            if path.startswith(("src/", "include/", "apps/")):
                for name in definitions(tree.read(path)):
                    places[name].add(path)
        self.assertGreater(len(places), 150)
        self.assertEqual({}, {name: sorted(paths) for name, paths in places.items() if len(paths) > 1})

    def test_two_of_a_name_are_found(self):
        one = "namespace coexist {\nnamespace {\nclass Hidden {\n};\n}  // namespace\nclass Packer {\n};\ntemplate <class T> struct Box final {\n};\n}"
        self.assertEqual([("coexist", "Packer"), ("coexist", "Box")], list(definitions(one)))


if __name__ == "__main__":
    unittest.main()
