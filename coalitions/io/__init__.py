"""Files and tables in and out."""

from .certificates import save_certificate as save_certificate
