"""The shape of what is put into the pages of campaigns."""
