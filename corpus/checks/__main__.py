"""`python -m corpus.checks`: the coverage, subject by subject, then every fault; 1 where there is one."""

from __future__ import annotations

import sys
from datetime import date

from corpus.catalogue import load_catalogue
from corpus.checks.coverage import as_table, coverage
from corpus.checks.finding import Fault
from corpus.checks.run import check_documents

_UNRESOLVED = {Fault.UNKNOWN_WORK, Fault.UNNAMED_WORK, Fault.UNREAD_ARTICLE, Fault.NOT_IN_LEGAL_BASIS}


def main() -> int:
    catalogue = load_catalogue()
    shipped = [source for source, _ in catalogue.shipped_files()]
    print(as_table(coverage(shipped), shipped))
    findings = check_documents(catalogue, date.today())
    unresolved = [finding for finding in findings if finding.fault in _UNRESOLVED]
    others = [finding for finding in findings if finding.fault not in _UNRESOLVED]
    print(f"\nRéférences qui ne se résolvent pas : {len(unresolved) or 'aucune'}")
    for finding in unresolved:
        print(f"  {finding}")
    print(f"Montants, délais et exemples à revoir : {len(others) or 'aucun'}")
    for finding in others:
        print(f"  {finding}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
