"""The templates of the staff's pages. None of them has parts: nothing on them changes by itself."""

from typing import assert_never

from display.page import Screen
from display.staff_views import (
    AccountView,
    CounterChoiceView,
    DevicesView,
    PairingCodeView,
    PairingView,
    PeopleView,
    PersonView,
    SignInView,
    StaffView,
)

SIGN_IN = Screen("sign_in")
COUNTER_CHOICE = Screen("counter_choice")
ACCOUNT = Screen("account")
PAIRING = Screen("pairing")
PAIRING_CODE = Screen("pairing_code")
DEVICES = Screen("devices")
PEOPLE = Screen("people")
PERSON = Screen("person")

STAFF_SCREENS = (SIGN_IN, COUNTER_CHOICE, ACCOUNT, PAIRING, PAIRING_CODE, DEVICES, PEOPLE, PERSON)


def staff_screen_of(view: StaffView) -> Screen:
    match view:
        case SignInView():
            return SIGN_IN
        case CounterChoiceView():
            return COUNTER_CHOICE
        case AccountView():
            return ACCOUNT
        case PairingView():
            return PAIRING
        case PairingCodeView():
            return PAIRING_CODE
        case DevicesView():
            return DEVICES
        case PeopleView():
            return PEOPLE
        case PersonView():
            return PERSON
        case _:
            assert_never(view)
