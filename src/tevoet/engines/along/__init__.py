"""What somebody takes along of a Tevoet, told apart from other zips and read without trusting it.

The one who hands it over may have changed it, or may have got it from another. So names, numbers
and texts are taken only as Tevoet writes them; everything else is refused by the name of a reason.
"""
