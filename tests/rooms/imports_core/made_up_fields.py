"""Fields of a made-up policy, as an import meets them."""

from __future__ import annotations

from camket.policy.data import Field, FieldType, Label, Source

GENDERS = {"male": Label("Nam", "Male"), "female": Label("Nữ", "Female")}


def make_field(
    name: str, vi: str, kind: FieldType, *, en: str = "", choices: dict[str, Label] | None = None
) -> Field:
    """A field held about persons, named by the customer."""
    sources = frozenset({Source.CUSTOMER})
    return Field(name, Label(vi, en), kind, False, frozenset({"person"}), sources, None, choices or {}, (), 1)


def make_fields() -> dict[str, Field]:
    """Ten fields, one of nearly every type."""
    found = (
        make_field("full_name", "Họ và tên", FieldType.PERSON_NAME, en="Full name"),
        make_field("company", "Tên công ty", FieldType.ORGANISATION_NAME, en="Company"),
        make_field("phone", "Điện thoại", FieldType.PHONE, en="Phone"),
        make_field("email", "Email", FieldType.EMAIL, en="Email"),
        make_field("birthday", "Ngày sinh", FieldType.DATE, en="Birthday"),
        make_field("gender", "Giới tính", FieldType.CHOICE, en="Gender", choices=GENDERS),
        make_field("delivery_address", "Địa chỉ giao hàng", FieldType.ADDRESS, en="Delivery address"),
        make_field("tax_code", "Mã số thuế", FieldType.TAX_CODE, en="Tax code"),
        make_field("note", "Ghi chú", FieldType.TEXT, en="Note"),
    )
    return {one.name: one for one in found}
