"""Keeps what citizens said on this machine: the local store of remarks, its journal and drafts."""
