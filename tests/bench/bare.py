"""The bare page that our pages are compared with: as little as a Streamlit page can hold."""

import streamlit as st

st.title("Leere Seite")
st.write("Nur eine Überschrift und ein Satz.")
