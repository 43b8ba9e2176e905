"""The hostile acceptance suite: broken, odd and malicious submissions, graded by the real command."""
