"""Which tables does the people room keep?"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from camket.kernel.holdings import Holding, Holds


class Customer(models.Model):
    """An opaque id; the row goes with the customer, and with it the way from the ledger's ref back to a person."""

    id = models.UUIDField(primary_key=True)
    ref = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12)
    created_at = models.DateTimeField()

    holding = Holding(Holds.PSEUDONYM, erased_by="people", kept="until erasure")

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "people_customer"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "organisation"]), name="people_customer_kind"
            ),
        ]


class Staff(models.Model):
    """A member of staff and the roles that the business gave them."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=64))
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    holding = Holding(
        Holds.STAFF, erased_by=None, kept="while employed; entries of the ledger name the id only"
    )

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "people_staff"


class StaffLink(models.Model):
    """A single-use sign-in link; only the SHA-256 of its token is kept."""

    token_hash = models.BinaryField(primary_key=True, max_length=32)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    holding = Holding(Holds.STAFF, erased_by=None, kept="30 minutes, then useless")

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "people_staff_link"


class SignInCode(models.Model):
    """A one-time code on its way to a customer; a row without customer answers an unknown address."""

    id = models.UUIDField(primary_key=True)
    customer = models.UUIDField(null=True, db_index=True)
    code_hash = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    holding = Holding(Holds.PSEUDONYM, erased_by="people", kept="10 minutes, then useless")

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "people_sign_in_code"


class ApiKey(models.Model):
    """A key for another system of the shop, bound to roles; only the SHA-256 of its secret is kept."""

    id = models.UUIDField(primary_key=True)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=64)
    roles = ArrayField(models.CharField(max_length=64))
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    holding = Holding(Holds.NOTHING, erased_by=None, kept="until the key is withdrawn")

    class Meta:
        """Named as other rooms' documents name it."""

        db_table = "people_api_key"
