"""Roadmaps as people keep them elsewhere: bold numbered headings, emoji, text that was encoded twice."""

from pathlib import Path

import pytest

from roadmap.path.markdown import RoadmapError, decoded, parse, repaired
from tests.path.test_markdown import shape

NUMBERED = """\
### **Phase 1: Foundational Concepts** 
1. **Biological Inspiration & Perceptrons**
   - McCulloch-Pitts neuron
   - Perceptron learning rule

10. **Memory-Augmented Networks**
    - Modern architectures: 
      - LeNet → AlexNet → VGG
    - Transfer learning (Fine-tuning)

### **Phase 5: Mastery & Deployment** (Ongoing)
15. **Optimization & Compression**
    - Pruning, distillation, quantization

### **Learning Strategy:**
- **Code Everything:** Implement all architectures from scratch (NumPy/PyTorch)
- **Project Progression:**
  - MNIST → CIFAR-10 → ImageNet → COCO

### **Key Milestones:**
1.  **Milestone 1:** Implement ResNet-18 from scratch (no high-level frameworks)
2.  **Milestone 2:** Train transformer for neural machine translation
"""

EMOJI = """\
# [[VANITY]], [[topics to cover]], [[ML_Engineer_Mastery_Roadmap]].

> Goal: Become an expert — understand theory.

---

## 🟠 Phase 3: Neural Network Training
- [ ] Learn optimization algorithms:
  - [ ] SGD, Momentum
- [ ] Learn model saving/loading: `torch.save()`, `model.load_state_dict()`

---

## 📚 Bonus: Best Practices & Learning Resources
### 🧠 Best Practices
- [ ] Normalize your inputs

### 🔗 Recommended Reading
- [ ] Stanford CS231n (vision): [http://cs231n.stanford.edu/](http://cs231n.stanford.edu/)
"""


def damaged(text: str, page: str) -> str:
    """`text` as it looks when its UTF-8 was read as `page` and what that page lacks was dropped."""
    return text.encode().decode(page, "ignore")


def test_numbered_bold_headings_without_a_title() -> None:
    assert shape(parse(NUMBERED, "Mastery")) == [
        [
            "Phase 1: Foundational Concepts",
            ["**Biological Inspiration & Perceptrons**", "McCulloch-Pitts neuron", "Perceptron learning rule"],
            [
                "**Memory-Augmented Networks**",
                ["Modern architectures:", "LeNet → AlexNet → VGG"],
                "Transfer learning (Fine-tuning)",
            ],
        ],
        [
            "Phase 5: Mastery & Deployment (Ongoing)",
            ["**Optimization & Compression**", "Pruning, distillation, quantization"],
        ],
        [
            "Learning Strategy",
            "**Code Everything:** Implement all architectures from scratch (NumPy/PyTorch)",
            ["**Project Progression:**", "MNIST → CIFAR-10 → ImageNet → COCO"],
        ],
        [
            "Key Milestones",
            "**Milestone 1:** Implement ResNet-18 from scratch (no high-level frameworks)",
            "**Milestone 2:** Train transformer for neural machine translation",
        ],
    ]


def test_a_vault_page_with_emoji_and_headings_below_phases() -> None:
    outline = parse(EMOJI)
    assert outline.title == "VANITY, topics to cover, ML_Engineer_Mastery_Roadmap."
    assert outline.summary == "> Goal: Become an expert — understand theory."
    assert shape(outline) == [
        [
            "🟠 Phase 3: Neural Network Training",
            ["Learn optimization algorithms:", "SGD, Momentum"],
            "Learn model saving/loading: `torch.save()`, `model.load_state_dict()`",
        ],
        [
            "📚 Bonus: Best Practices & Learning Resources",
            ["🧠 Best Practices", "Normalize your inputs"],
            [
                "🔗 Recommended Reading",
                "Stanford CS231n (vision): [http://cs231n.stanford.edu/](http://cs231n.stanford.edu/)",
            ],
        ],
    ]


@pytest.mark.parametrize("page", ["cp1252", "cp1254"])
def test_text_that_was_encoded_twice_is_repaired(page: str) -> None:
    assert damaged(EMOJI, page) != EMOJI
    assert repaired(damaged(EMOJI, page)) == EMOJI


@pytest.mark.parametrize(
    ("whole", "left"),
    [("- [ ] 🎨 Build a GAN", "- [ ] Build a GAN"), ("- [ ] 🏎 Drive", "- [ ] Drive"), ("## ⚙️ Scale", "## ⚙️ Scale")],
)
def test_an_emoji_that_lost_a_byte_is_left_out_or_completed_and_its_line_is_kept(whole: str, left: str) -> None:
    assert repaired(damaged(whole, "cp1254")) == left


@pytest.mark.parametrize("text", ["naïve café — “quoted” ﬁne", "Ünïcödé ½ ™", "&amp; <b>", "ğ as in Turkish, Ÿ too"])
def test_text_that_is_whole_is_left_as_it_is(text: str) -> None:
    assert repaired(text) == text


def test_line_ends_of_every_kind_are_read() -> None:
    assert repaired("a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_byte_order_are_understood(encoding: str) -> None:
    assert decoded("- é".encode(encoding)) == "- é"


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    with pytest.raises(RoadmapError, match=r"not UTF-8 text \(byte 5 cannot be read\)"):
        decoded(b"- caf\xe9"[1:] + b"\xff")


def test_a_windows_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoadmapError, match="Save it as UTF-8"):
        decoded("- café au lait".encode("cp1252"))
