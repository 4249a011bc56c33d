from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "customer",
                        "retention_class",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("customer", models.UUIDField()),
                ("retention_class", models.SmallIntegerField(db_column="class")),
                ("ver", models.IntegerField()),
                ("epoch", models.BigIntegerField()),
                ("commitment", models.BinaryField(max_length=32)),
                ("wrapped", models.BinaryField(max_length=60)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "db_table": "vault_key",
                "indexes": [models.Index(fields=["epoch"], name="vault_key_epoch")],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "customer",
                        "retention_class",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("customer", models.UUIDField()),
                ("retention_class", models.SmallIntegerField(db_column="class")),
                ("fields", models.BinaryField()),
                ("meta", models.BinaryField()),
            ],
            options={"db_table": "vault_record"},
        ),
        migrations.CreateModel(
            name="BlindToken",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "index",
                        "token",
                        "customer",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("index", models.SmallIntegerField()),
                ("token", models.BigIntegerField()),
                ("customer", models.UUIDField()),
            ],
            options={
                "db_table": "vault_index",
                "indexes": [models.Index(fields=["customer"], name="vault_index_customer")],
            },
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("tenant", models.BinaryField(max_length=16)),
            ],
            options={
                "db_table": "vault_deployment",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="vault_deployment_one")
                ],
            },
        ),
    ]
