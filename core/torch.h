// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The part of LibTorch that core uses, precompiled. Less than half of <torch/torch.h>.
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <torch/autograd.h>
#include <torch/nn/cloneable.h>
#include <torch/types.h>
#include <torch/utils.h>
