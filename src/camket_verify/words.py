"""What does the verifier tell its reader? Its own small table, so that it needs no other package."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, str]] = {
    "vi": {
        "sound": "ĐÚNG. Sổ {origin} còn nguyên: đủ {size} mục, đúng thứ tự, khớp với chữ ký.",
        "proof_sound": "ĐÚNG. Mục số {index} nằm trong sổ {origin} ({size} mục) và khớp với chữ ký.",
        "broken": "SAI. Tìm thấy {count} chỗ không khớp:",
        "own_key": "Lưu ý: khóa công khai được lấy từ chính thư mục này. "
        "Để chắc chắn, hãy nhận khóa qua đường khác rồi chạy lại với --key.",
        "older": "Khớp với {count} điểm kiểm cũ và {proofs} giấy chứng nhận đi kèm.",
        "unreadable": "Không kiểm tra được: {what}",
        "missing": "thiếu tệp {path}",
        "entries": "tệp mục {path} bị hỏng hoặc sai số mục (cần {want} mục)",
        "entry": "mục số {index} đã bị sửa, thay hoặc đổi chỗ",
        "tile": "tệp băm {path} không khớp với các mục",
        "root": "các mục không khớp với số tổng đã ký trong điểm kiểm",
        "signature": "điểm kiểm {path} không có chữ ký hợp lệ của khóa đã cho",
        "fork": "điểm kiểm cũ {path} ({size} mục) không phải phần đầu của sổ này: sổ đã bị viết lại",
        "rollback": "điểm kiểm cũ {path} có {size} mục, sổ này chỉ có {have} mục: sổ đã bị cắt bớt",
        "proof": "giấy chứng nhận {path} không đúng",
        "stray": "tệp {path} không thuộc về sổ này",
    },
    "en": {
        "sound": "SOUND. The log {origin} is whole: all {size} entries, in order, as signed.",
        "proof_sound": "SOUND. Entry number {index} is in the log {origin} ({size} entries), as signed.",
        "broken": "BROKEN. {count} things do not fit:",
        "own_key": "Note: the public key came out of this very folder. To be sure, get the key another way "
        "and run again with --key.",
        "older": "It also fits {count} older checkpoints and {proofs} proofs given with it.",
        "unreadable": "Could not check: {what}",
        "missing": "the file {path} is missing",
        "entries": "the entry file {path} is damaged or does not hold {want} entries",
        "entry": "entry number {index} was altered, replaced or moved",
        "tile": "the hash file {path} does not fit the entries",
        "root": "the entries do not add up to the root signed in the checkpoint",
        "signature": "the checkpoint {path} carries no valid signature of the key given",
        "fork": "the older checkpoint {path} ({size} entries) is no beginning of this log: it was rewritten",
        "rollback": "the older checkpoint {path} has {size} entries, this log only {have}: it was cut short",
        "proof": "the proof {path} is not valid",
        "stray": "the file {path} does not belong to this log",
    },
}


def tell(language: str, key: str, /, **given: object) -> str:
    """The sentence `key` in `language` ("vi" or "en")."""
    return SENTENCES[language][key].format(**given)
