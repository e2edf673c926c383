"""MPEG sound frames: MP3 (ISO 11172-3 §2.4.2.3, ISO 13818-3 §2.4.2.3) and ADTS (ISO 13818-7 §6.2.1)."""

from collections.abc import Callable

HEADER = 4
ID3_HEADER = 10
ADTS_HEADER = 7
# The bits that never change: sync word and layer III; sync word and layer 0.
MP3_MASK, MP3_SYNC = 0xFFE6, 0xFFE2
ADTS_MASK, ADTS_SYNC = 0xFFF6, 0xFFF0
ADTS_SAMPLE_RATES = 13
# A Xing mark follows the header and at most 32 bytes of side information.
LAST_MARK = HEADER + 32 + 4
FRAMES_AND_BYTES = 3
# kbit/s of layer III by the four index bits; 0 = free format, which no player supports.
BIT_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BIT_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
SAMPLE_RATES = (44100, 48000, 32000)  # of MPEG-1; halved in MPEG-2, quartered in MPEG-2.5
MPEG_1, MPEG_2, MPEG_25 = 3, 2, 0


def is_mp3(head: bytes, *, frames: int) -> bool:
    """Whether `frames` MP3 frames follow each other somewhere in `head` (rubbish before them is usual)."""
    return first_frame(head, mp3_frame_length, frames=frames) is not None


def is_adts(head: bytes, *, frames: int) -> bool:
    """Whether `frames` ADTS frames follow each other somewhere in `head`."""
    return first_frame(head, adts_frame_length, frames=frames) is not None


def first_frame(head: bytes, length_at: Callable[[bytes, int], int | None], *, frames: int) -> int | None:
    """Where the first run of `frames` frames begins; a run may end early only at the end of `head`."""
    start = head.find(b"\xff")
    while start >= 0:
        if _run(head, start, length_at, frames):
            return start
        start = head.find(b"\xff", start + 1)
    return None


def mp3_frame_length(data: bytes, at: int) -> int | None:
    """The length in bytes of the layer III frame whose header begins at `at`; None where there is none."""
    header = data[at : at + HEADER]
    if len(header) < HEADER or int.from_bytes(header[:2]) & MP3_MASK != MP3_SYNC:
        return None
    version = header[1] >> 3 & 3
    bit_rate, sample_rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version not in (MPEG_1, MPEG_2, MPEG_25) or sample_rate == len(SAMPLE_RATES):
        return None
    if not 0 < bit_rate < len(BIT_RATES_1):
        return None
    if version == MPEG_1:
        return 144 * BIT_RATES_1[bit_rate] * 1000 // SAMPLE_RATES[sample_rate] + padding
    divisor = 2 if version == MPEG_2 else 4
    return 72 * BIT_RATES_2[bit_rate] * 1000 // (SAMPLE_RATES[sample_rate] // divisor) + padding


def adts_frame_length(data: bytes, at: int) -> int | None:
    """The length in bytes of the ADTS frame whose header begins at `at`; None where there is none."""
    header = data[at : at + ADTS_HEADER]
    if len(header) < ADTS_HEADER or int.from_bytes(header[:2]) & ADTS_MASK != ADTS_SYNC:
        return None
    sample_rate = header[2] >> 2 & 15
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > ADTS_HEADER and sample_rate < ADTS_SAMPLE_RATES else None


def id3_length(head: bytes) -> int:
    """The length of the ID3v2 tag that `head` begins with, 0 without one (id3v2.4.0-structure §3.1).

    The size in the tag is four bytes of 7 bits and leaves out the 10 bytes of the header.
    """
    if not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:ID3_HEADER]:
        size = size << 7 | byte & 0x7F
    return ID3_HEADER + size


def sound_bytes_promised(head: bytes) -> int | None:
    """The byte count in the Xing or Info header of the first MP3 frame; None where there is no such header.

    Layout (Xing "VBR header"): mark, four flag bytes, frame count if flag 1, byte count if flag 2.
    """
    start = first_frame(head, mp3_frame_length, frames=1)
    if start is None:
        return None
    frame = head[start : start + (mp3_frame_length(head, start) or 0)]
    at = max(frame.find(b"Xing", HEADER, LAST_MARK), frame.find(b"Info", HEADER, LAST_MARK))
    if at < 0 or frame[at + 7] & 3 != FRAMES_AND_BYTES:
        return None
    return int.from_bytes(frame[at + 12 : at + 16])


def _run(head: bytes, start: int, length_at: Callable[[bytes, int], int | None], frames: int) -> bool:
    at = start
    for count in range(frames):
        length = length_at(head, at)
        if length is None:
            return count > 1 and at >= len(head)
        at += length
    return True
