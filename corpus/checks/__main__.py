"""`python -m corpus.checks`: the coverage, subject by subject, then what is wrong, then what has aged.

Exit code 1 for what is wrong: a reference that does not resolve, a figure that the data never had, an example
that does not add up. A document ages by itself: that is told, and is no reason to fail.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from corpus.catalogue import load_catalogue
from corpus.checks.coverage import as_table, coverage
from corpus.checks.finding import Fault, Finding
from corpus.checks.run import check_documents

_UNRESOLVED = {Fault.UNKNOWN_WORK, Fault.UNNAMED_WORK, Fault.UNREAD_ARTICLE, Fault.NOT_IN_LEGAL_BASIS}
_AGED = {Fault.OUTDATED_AMOUNT, Fault.OUTDATED_DELAY}


def main() -> int:
    catalogue = load_catalogue()
    shipped = [source for source, _ in catalogue.shipped_files()]
    print(as_table(coverage(shipped), shipped))
    findings = check_documents(catalogue, date.today())
    unresolved = [finding for finding in findings if finding.fault in _UNRESOLVED]
    aged = [finding for finding in findings if finding.fault in _AGED]
    others = [finding for finding in findings if finding.fault not in _UNRESOLVED | _AGED]
    _told("\nRéférences qui ne se résolvent pas", unresolved)
    _told("Montants, délais et exemples inconnus ou faux", others)
    _told("Montants et délais qui ne valent plus", aged)
    return 1 if unresolved or others else 0


def _told(heading: str, findings: Sequence[Finding]) -> None:
    print(f"{heading} : {len(findings)}")
    for finding in findings:
        print(f"  {finding}")


if __name__ == "__main__":
    sys.exit(main())
