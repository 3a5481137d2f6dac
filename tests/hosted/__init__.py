"""Strict stand-ins for the hosted services, on loopback; see README.md."""

from tests.hosted.aimlapi import AimlapiStandIn
from tests.hosted.fal import FalStandIn
from tests.hosted.faults import Fault
from tests.hosted.process import HostedProcess
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, NO_CREDIT_KEY, StandIn

__all__ = [
    "AIMLAPI_KEY",
    "FAL_KEY",
    "NO_CREDIT_KEY",
    "AimlapiStandIn",
    "FalStandIn",
    "Fault",
    "HostedProcess",
    "StandIn",
]
