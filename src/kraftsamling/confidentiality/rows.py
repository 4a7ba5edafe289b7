"""The only manager of secret models: rows come out through the policy, or inside one authority."""

from __future__ import annotations

from typing import Generic, TypeVar
from uuid import UUID

from django.db import models

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import BINDINGS, rows_q

M = TypeVar("M", bound=models.Model)


class Rows(models.Manager[M], Generic[M]):
    """`Model.rows`. A view asks `visible_to`; a service works on what the door has already let in."""

    use_in_migrations = False

    def visible_to(
        self, actor: Actor, action: str, *, at: Circumstances, resource: str | None = None
    ) -> models.QuerySet[M]:
        """The rows the actor may do `action` to. `resource` is needed when a model serves several."""
        code = resource or _resource_of(self.model)
        return self.get_queryset().filter(rows_q(actor, action, code, at=at))

    def of_authority(self, authority_id: UUID) -> models.QuerySet[M]:
        """All rows of one authority, for jobs and services that act inside it."""
        return self.get_queryset().filter(authority_id=authority_id)


def _resource_of(model: type[models.Model]) -> str:
    codes = [code for code, binding in BINDINGS.items() if binding.model is model]
    if len(codes) != 1:
        raise LookupError(f"{model.__name__} is bound to {codes}: say which resource is meant")
    return codes[0]
