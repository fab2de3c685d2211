"""The fictional county „Landkreis Musterland“: every place, shelter, person and figure in it is invented."""
