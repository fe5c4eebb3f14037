"""Which addresses name one dwelling. All are invented."""

from __future__ import annotations

import pytest

from amends.registers.addresses import dwelling

WORDS = {"st": "street", "rd": "road", "cott": "cottage", "1st": "first"}

DWELLINGS = [
    *("1 High St, Ayr", "1 High Street", "9 Low Rd Wick", "No. 12 High St", "12a Kirk Wynd, Ayr"),
    *("1055 Long Road, Glasgow", "Flat 2, 12 High St, Ayr", "2/1 High St, Ayr", "12, Broadway"),
    *("45 1st St, Coalburn", "High St 12, Ayr"),
    *("Rose Cottage, Ayr", "Rose Cott., Ayr", "The Old Manse, Ayr", "“Rosebank”, 12 High St"),
    *("3 Barrack Street, Ayr", "20 School Brae, Logan", "12 Hospital Rd, Ayr", "12 St Ann's Place"),
    *("12 Miners Row, Ayr", "12 Park Place", "12 Home Street", "Flat 2 12 Rose House, Ayr"),
]

OF_NOBODY = [
    *("High Street, Glasgow 4", "Glasgow 33", "London E.12", "Saughton, Edinburgh 11"),
    *("Polmont YOI 4", "see page 3", "see entry 12", "Kirkhaven since 12/83", "Ayr (3 months)"),
    *("2 miles from Ayr", "Ayr, aged 34", "moved 3 times", "left 3 Aug 84", "No. 2 Pit, Kirkhaven"),
    *("3 Coy, Royal Scots", "Gen. Hosp., 3 Ayr", "Women's Aid 4 Ayr", "Bed and breakfast 3 Ayr"),
    *("Flat no 12 Tower Court", "Block No 4 Tower House", "Room no. 7, Tower House"),
    *("Bunk 7, Tower House", "1 High St / 3 Low St", "12 High St then Ayr"),
    *("small cottage, Ayr", "their bungalow, Ayr", "detached villa, Ayr", "own cottage, Ayr"),
    *(
        "",
        " ",
        "-",
        "...",
        "?",
        "do.",
        "Do",
        "ditto",
        "-do-",
        '"',
        "''",
        "〃",
        "″",
        "same",
        "do. 12",
    ),
    *("as above", "ibid.", '12 " Ayr', '12" Ayr', "12 do.", "12 ,, Ayr", "12 — Ayr", "dº 12"),
    *("unknown", "not known", "address not known 12", "N/K", "n.k. 12", "none", "no fixed abode"),
    *("N.F.A.", "N. F. A. 12", "of no fixed address", "various"),
    *("illegible", "[torn]", "1[2] High St, Ayr", "1? High St", "12 H... St", "1_ High St, Ayr"),
    *(
        "12 Hi* St",
        "1x High St, Ayr",
        "12 [illegible], Ayr",
        "12½ High St, Ayr",
        "12¹ High St, Ayr",
    ),
    *("Ayr", "High St, Ayr", "Killoch", "Ayr KA7 1AA", "Ayr 1984", "Ayr 61234", "12", "12 St"),
    *("No. 12", "Flat 2", "Flat 2, Ayr", "the cottage", "The Cottage, Ayr", "Rose Cottage"),
    *(
        "Rose Cottages, Ayr",
        "Miners cottage, Ayr",
        "Tied cottage, Ayr",
        "Rose House, Ayr",
        "Bogside Farm, Ayr",
    ),
    *("Prison", "Saughton Prison, 3 Low Rd", "H.M.P. Perth, 3 Low Rd", "H. M. P. 3 Low Rd"),
    *("Ward 3, Royal Infirmary", "Miners' Hostel, 12 High St", "Glencorse Barracks, 3 Low Rd"),
    *("Lodging House, 12 High St", "Police Station, 12 High St", "Children's Home, 12 High St"),
    *("c/o Low, 1 High St, Ayr", "℅ Low, 1 High St", "care of Low, 1 High St", "near 12 High St"),
    *("formerly 12 High St", "12 or 14 High St", "12 & 14 High St", "12 to 14 High St"),
    *("12 and 14 High St", "12+14 High St", "PO Box 12, Ayr", "١٢ High St"),
]


@pytest.mark.parametrize("address", DWELLINGS)
def test_a_number_in_a_street_or_a_house_of_a_name_is_a_dwelling(address: str) -> None:
    assert dwelling(address, WORDS)
    assert dwelling(address, WORDS) == dwelling(address.upper(), WORDS)


@pytest.mark.parametrize("address", OF_NOBODY)
def test_what_names_no_one_dwelling_is_none(address: str) -> None:
    assert dwelling(address, WORDS) == ()


def test_one_dwelling_may_be_spelt_in_several_ways() -> None:
    one = dwelling("12 St. Ann's Rd, Ayr", WORDS)
    assert one == dwelling("12, St Anns Road Ayr", WORDS) == dwelling("12 ST ANN’S RD AYR", WORDS)
    assert one != dwelling("12 St. Ann's Rd", WORDS)
    assert one != dwelling("2 St. Ann's Rd, Ayr", WORDS)
