"""What is wrong in folders of words and names, ours or a user's own. (词表与名录体检)"""

from kg.faults.fault import Fault
from kg.faults.registers import register_faults
from kg.faults.words import word_faults

__all__ = ["Fault", "register_faults", "word_faults"]
