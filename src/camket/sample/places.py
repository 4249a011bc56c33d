"""Where do made-up customers live? The 34 real provinces since 1 July 2025, streets invented."""

from __future__ import annotations

from .names import parse_weights, spread

# Resolution 202/2025/QH15; weights follow population roughly
PROVINCES = parse_weights(
    "TP. Hồ Chí Minh 140; Hà Nội 88; An Giang 49; Hải Phòng 46; Đồng Nai 44; Thanh Hóa 43; "
    "Vĩnh Long 43; Đồng Tháp 43; Ninh Bình 44; Cần Thơ 42; Phú Thọ 40; Nghệ An 38; Lâm Đồng 38; "
    "Bắc Ninh 36; Hưng Yên 35; Gia Lai 35; Đắk Lắk 33; Tây Ninh 32; Đà Nẵng 30; Cà Mau 26; "
    "Khánh Hòa 22; Quảng Ngãi 22; Quảng Trị 19; Tuyên Quang 18; Lào Cai 18; Thái Nguyên 18; "
    "Hà Tĩnh 16; Quảng Ninh 15; Sơn La 14; Huế 14; Lạng Sơn 9; Điện Biên 7; Cao Bằng 6; Lai Châu 5"
)
PROVINCE_SLOTS = spread(PROVINCES)
STREETS = (
    "Hoa Giấy",
    "Mây Trắng",
    "Gió Mới",
    "Cánh Diều",
    "Sương Sớm",
    "Lá Thu",
    "Cầu Vồng",
    "Mưa Rào",
    "Đom Đóm",
    "Hương Cau",
    "Bến Mơ",
    "Hoa Gạo",
    "Trăng Non",
    "Chuồn Chuồn",
    "Nắng Hạ",
    "Rơm Vàng",
)
COMMUNES = (
    "Phường Nắng Sớm",
    "Phường Hoa Sim",
    "Phường Bình Mơ",
    "Phường Gió Lành",
    "Phường Trăng Rằm",
    "Phường Mây Hồng",
    "Xã Suối Mơ",
    "Xã Đồng Thơm",
    "Xã Lúa Chín",
    "Xã Rừng Xanh",
    "Xã Cát Vàng",
    "Xã Mộng Điệp",
)
