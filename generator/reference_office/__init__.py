"""The reference office: a seeded generator of the tables of an imaginary education office.

Only the names of provinces, districts and sub-districts are real. Schools, persons and every figure are made up
(ข้อมูลสมมติ). The descriptors in `datapackages/` are written by hand; `python -m reference_office` makes their
tables in `data/`, one zipped package, and the signatures.
"""
