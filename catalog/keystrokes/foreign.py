"""Words of other languages that are Vietnamese words too when they are read as Telex: `moon` types môn."""

_ENGLISH_AND_FRENCH = (
    "air arm as aux bar bats bee beef been beer bees best bias bis bits boats boom boost boots born bow "
    "box bus busy cans car cast cats chair chaos char charm chef chest chips chose chosen corn cost cups "
    "cuts dad dams dans dawn days deed deer dens des did does door dos dose dots down dust est ex gas gis "
    "guns hair harm has hats her here hero hips his hits honor horn host how if is its keen last lee lens "
    "les lets liar lips lisp list loans loops lose lost lots low luis lux maps mas mast max mens mere mix "
    "moon more most must nets noon nor norm nose now of or os own ox pair par pas past per pets photos "
    "pieces pins poems poor pose post pots power quasi queen queens queer quest queues rats rays reef "
    "rest roof room rooms roots rose row rows runs rust sans see seem seen sees sense ses sets sex sins "
    "sir six soaps sofa songs sons soon sore sow sums sur tar tax taxi tee teen teens tens term test "
    "theme themes there these this thor thorn those thus tips toes tons too tops torn town towns trans "
    "traps trays tree trees trois trust turn us usa vans vary vast ver vis visa war was wax won worn "
)
FOREIGN_WORDS = frozenset(_ENGLISH_AND_FRENCH.split())
"""In lower case, from titles of a university's library; not `cow` and `cos`, which are rather cơ and có."""
