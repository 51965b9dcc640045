"""The complaint board's rules: what comes of a press (`decide`), and what the log tells (`evolve`, `fold`).

diterima -> verifikasi -> disposisi -> proses -> menunggu_konfirmasi -> selesai
verifikasi, proses <-> perlu_info            disposisi <-> disposisi (koordinasi)
menunggu_konfirmasi -> selesai_otomatis      after silence
menunggu_konfirmasi, selesai, selesai_otomatis -> dibuka_kembali -> proses
diterima -> arsip     verifikasi -> digabung     disposisi -> diteruskan     any open one -> ditarik
"""

from server.domain.complaint import CLOSED_STATES, OPEN_STATES, Complaint, State
from server.domain.complaint_decide import Decision, decide
from server.domain.complaint_log import evolve, fold
from server.domain.complaint_refusals import ComplaintRefusal
from server.domain.complaints_state import ComplaintsState

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "Complaint",
    "ComplaintRefusal",
    "ComplaintsState",
    "Decision",
    "State",
    "decide",
    "evolve",
    "fold",
]
