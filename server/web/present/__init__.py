"""State to views, pure: what each screen is to show, in words.

With `now` left out of the picture a view is *steady*: ages and clocks are zero, so that two of them are equal exactly when nothing
has changed that a screen would have to be told.
"""
