"""What is a proper value?"""
